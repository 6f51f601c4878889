// Where the linker put the parts of the image: first address and the one behind the last, in the order of ImageLayout.Part.

        .section .rodata.imageranges, "a", @progbits
        .align  3
        .globl  HermitImageRanges
HermitImageRanges:
        .quad   __hermit_image_start, __hermit_image_end
        .quad   __hermit_text_start, __hermit_text_end
        .quad   __hermit_rodata_start, __hermit_rodata_end
        .quad   __hermit_data_start, __hermit_data_end
        .quad   __hermit_configuration_start, __hermit_configuration_end
        .quad   __hermit_files_start, __hermit_files_end
        .section .note.GNU-stack, "", @progbits
