using System.Globalization;
using Npgsql;
using StackExchange.Redis;

namespace Hermit.Guest.Peers;

/// <summary>What the guest does with servers on other machines; each function says in a line what came out of it.</summary>
internal static class Databases
{
    public static async Task<string> UseRedis(string server)
    {
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync($"{server},abortConnect=true,connectTimeout=20000,syncTimeout=20000,asyncTimeout=20000");
        IDatabase database = redis.GetDatabase();
        await database.StringSetAsync("greeting", "hello from the guest");
        string? greeting = await database.StringGetAsync("greeting");
        Task<long>[] increments = [.. Enumerable.Range(0, 500).Select(_ => database.StringIncrementAsync("counter"))];
        long last = (await Task.WhenAll(increments)).Max();
        byte[] large = new byte[1_000_000];
        new Random(3).NextBytes(large);
        await database.StringSetAsync("large", large);
        bool same = ((byte[]?)await database.StringGetAsync("large")).AsSpan().SequenceEqual(large);

        TaskCompletionSource<string> heard = new();
        ISubscriber subscriber = redis.GetSubscriber();
        RedisChannel channel = RedisChannel.Literal("news");
        await subscriber.SubscribeAsync(channel, (_, message) => heard.TrySetResult(message!));
        await subscriber.PublishAsync(channel, "published");
        return $"{greeting}; {last}; {same}; {await heard.Task.WaitAsync(TimeSpan.FromSeconds(20))}";
    }

    public static async Task<string> UsePostgres(string connection)
    {
        await using NpgsqlDataSource source = new NpgsqlSlimDataSourceBuilder(connection).Build();
        await using (NpgsqlCommand create = source.CreateCommand("CREATE TABLE fact (id int PRIMARY KEY, name text NOT NULL, value double precision)"))
            await create.ExecuteNonQueryAsync();

        await using (NpgsqlConnection one = await source.OpenConnectionAsync())
        {
            await using NpgsqlTransaction transaction = await one.BeginTransactionAsync();
            for (int i = 1; i <= 100; i++)
            {
                await using NpgsqlCommand insert = new("INSERT INTO fact VALUES ($1, $2, $3)", one, transaction)
                {
                    Parameters = { new() { Value = i }, new() { Value = $"fact {i} – süß" }, new() { Value = i / 8.0 } },
                };
                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        string[] sums = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using NpgsqlCommand query = source.CreateCommand("SELECT count(*), sum(value), max(name COLLATE \"C\") FROM fact");
            await using NpgsqlDataReader reader = await query.ExecuteReaderAsync();
            await reader.ReadAsync();
            return string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt64(0)} {reader.GetDouble(1)} {reader.GetString(2)}");
        }));
        try
        {
            await using NpgsqlCommand wrong = source.CreateCommand("INSERT INTO fact VALUES (1, 'again', 0)");
            await wrong.ExecuteNonQueryAsync();
            return "a key was taken twice";
        }
        catch (PostgresException error)
        {
            return $"{sums.Distinct().Single()}; {error.SqlState}";
        }
    }
}
