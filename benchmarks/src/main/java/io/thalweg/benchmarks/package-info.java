/// Benchmarks and long checks against peers, each a command of its own: `./thalweg bench …`.
@NullMarked
package io.thalweg.benchmarks;

import org.jspecify.annotations.NullMarked;
