/// Files that appear whole or not at all, shared by the formats that `COPY` writes.
@NullMarked
package io.thalweg.connectors.files.sink;

import org.jspecify.annotations.NullMarked;
