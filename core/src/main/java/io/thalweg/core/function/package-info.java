/// The catalogue of functions: names, signatures and one line of help each.
///
/// The planner resolves names against it, execution implements every entry, `SHOW FUNCTIONS` lists
/// it.
@NullMarked
package io.thalweg.core.function;

import org.jspecify.annotations.NullMarked;
