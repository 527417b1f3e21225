/// How long a process takes that answers one question and ends. Called by `bench start`; uses the
/// queries and files of `tpch`.
@NullMarked
package io.thalweg.benchmarks.start;

import org.jspecify.annotations.NullMarked;
