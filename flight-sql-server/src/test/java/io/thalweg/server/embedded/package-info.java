/// The embedded engine as a JDBC client sees it.
@NullMarked
package io.thalweg.server.embedded;

import org.jspecify.annotations.NullMarked;
