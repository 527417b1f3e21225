/// The operator contract: what the runtime and the operator families agree on.
///
/// Operators and sources are implemented by the operator families and called by `runtime` alone;
/// contexts and ports are implemented by `runtime` and called by the families.
@NullMarked
package io.thalweg.exec.operator;

import org.jspecify.annotations.NullMarked;
