/// The operator contract: what the runtime and the operator families agree on.
@NullMarked
package io.thalweg.exec.operator;

import org.jspecify.annotations.NullMarked;
