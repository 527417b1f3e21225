/// What operators and the coordinator must not reach for directly: clocks, randomness, scheduling.
@NullMarked
package io.thalweg.core.port;

import org.jspecify.annotations.NullMarked;
