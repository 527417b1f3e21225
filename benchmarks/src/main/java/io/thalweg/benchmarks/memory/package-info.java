/// `bench memory`: what continuous queries hold while they read for long. Called from the command
/// line; uses the engine as the server does, and the queries of `nexmark`.
@NullMarked
package io.thalweg.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
