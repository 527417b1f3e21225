/// Arrow IPC files and streams, read and written with Arrow's own library.
@NullMarked
package io.thalweg.connectors.files.arrow;

import org.jspecify.annotations.NullMarked;
