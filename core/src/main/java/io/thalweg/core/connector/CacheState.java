package io.thalweg.core.connector;

/// How full a cache is and how often it helped, for `system.main.caches`.
///
/// @param name what it keeps
/// @param bytes what its entries take; -1 when it counts entries only
/// @param limit the most bytes, or the most entries when it counts those only
/// @param evictions entries that went because others came
public record CacheState(
    String name, long entries, long bytes, long limit, long hits, long misses, long evictions) {}
