/// ORC files, read through Arrow Dataset, whose native library is loaded when the first is opened.
@NullMarked
package io.thalweg.connectors.files.orc;

import org.jspecify.annotations.NullMarked;
