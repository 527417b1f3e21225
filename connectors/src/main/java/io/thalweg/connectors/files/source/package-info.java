/// What the `files` connector asks of a format it reads: recognise, open, describe, split, read.
///
/// Implemented by the packages of the formats, called by `files.table`. Knows nothing of several
/// files, partitions or globs.
@NullMarked
package io.thalweg.connectors.files.source;

import org.jspecify.annotations.NullMarked;
