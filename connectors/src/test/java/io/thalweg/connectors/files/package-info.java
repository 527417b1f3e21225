/// Tests of the `files` connector, with DuckDB as the second opinion on the same files.
@NullMarked
package io.thalweg.connectors.files;

import org.jspecify.annotations.NullMarked;
