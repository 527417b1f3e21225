/// INTERSECT and EXCEPT. UNION ALL needs no state and lives in `linear`; UNION is an aggregate.
///
/// Called by the runtime; uses `state` and `operator`.
@NullMarked
package io.thalweg.exec.setop;

import org.jspecify.annotations.NullMarked;
