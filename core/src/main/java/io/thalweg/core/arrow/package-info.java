/// The border to Arrow: types and schemas both ways, batches both ways, one bulk copy per column.
///
/// Called where data leaves or enters the process: Flight, Arrow files, Arrow Dataset. The only
/// package of this room that may use Arrow.
@NullMarked
package io.thalweg.core.arrow;

import org.jspecify.annotations.NullMarked;
