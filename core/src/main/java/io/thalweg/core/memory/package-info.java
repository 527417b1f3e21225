/// Accounting of memory: a pool per process, a pool per query below it, a reservation per operator.
@NullMarked
package io.thalweg.core.memory;

import org.jspecify.annotations.NullMarked;
