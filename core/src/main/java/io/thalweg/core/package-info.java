/// The shared words of Thalweg: everything that more than one room has to agree on.
///
/// Reading order: `error`, `type`, `data` (columns and batches), `memory`, `expr` (bound
/// expressions), `function` (the catalogue of functions), `plan` (physical plan records),
/// `connector` (the SPI), `port` (clock, randomness, scheduling), `arrow` (the border). `core`
/// depends on no other room.
@NullMarked
package io.thalweg.core;

import org.jspecify.annotations.NullMarked;
