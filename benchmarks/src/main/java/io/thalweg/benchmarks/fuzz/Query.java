package io.thalweg.benchmarks.fuzz;

import java.util.List;

/// A random query.
///
/// @param kinds of its columns
/// @param ordered ordinals of the columns by which the result is ordered, first to last; rows that
///   are equal in them may come in any order
record Query(Sql sql, List<Kind> kinds, List<Integer> ordered) {}
