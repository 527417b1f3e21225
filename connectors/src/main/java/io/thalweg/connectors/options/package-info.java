/// Options that users give as names and texts, checked: of reading functions, of COPY and of
/// declared tables. Called by all connectors; uses core only.
@NullMarked
package io.thalweg.connectors.options;

import org.jspecify.annotations.NullMarked;
