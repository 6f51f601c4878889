using System;

namespace Hermit.Runtime.Heap;

internal sealed partial class ManagedHeap<TPlatform>
{
    // In percent of what may come to live between two collections of everything; 0 while nobody wants to know.
    private uint _noticePercent;
    private bool _isNoticed;

    /// <summary>
    /// Has the platform told, from now on, when a collection of everything is near because memory fills, and when the next one is over then. One that a
    /// program asks for comes without a word before it.
    /// </summary>
    /// <param name="percent">How much may be left of what may come to live until then; 0 ends the notices.</param>
    public void NotifyOfFullCollections(uint percent)
    {
        _platform.EnterLock();
        _noticePercent = percent;
        _isNoticed = false;
        _platform.ExitLock();
    }

    // After a collection of the young objects it is known how much lives.
    private void NoticeApproach(bool isDue)
    {
        if (_noticePercent == 0 || _isNoticed)
        {
            return;
        }

        nuint room = _liveLimit - Math.Min(_statistics.LiveBytes, _liveLimit);
        nuint all = _liveLimit - Math.Min(_lastOfEverything.LiveBytes, _liveLimit);
        if (isDue || room <= all / 100 * _noticePercent)
        {
            _isNoticed = true;
            _platform.OnFullCollectionNears();
        }
    }

    private void NoticeEnd()
    {
        if (_isNoticed)
        {
            _isNoticed = false;
            _platform.OnFullCollectionEnds();
        }
    }
}
