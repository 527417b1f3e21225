/// Execution: runs physical plans. Knows neither Calcite nor Flight.
///
/// Reading order: `operator` (the contract), `expression` (compiled expressions), `kernel` (loops
/// over arrays), one package per operator family, `exchange`, `runtime` (tasks and scheduling).
@NullMarked
package io.thalweg.exec;

import org.jspecify.annotations.NullMarked;
