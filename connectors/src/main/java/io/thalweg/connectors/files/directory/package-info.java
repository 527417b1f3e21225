/// `WITH (connector = 'files')`: a directory as a table, as a stream of the files that appear in
/// it, and as the place where jobs write files exactly once.
///
/// Called by the connector; uses the formats of `files`, core and `connectors.options`.
@NullMarked
package io.thalweg.connectors.files.directory;

import org.jspecify.annotations.NullMarked;
