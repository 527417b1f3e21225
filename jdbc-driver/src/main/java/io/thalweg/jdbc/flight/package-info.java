/// The driver's sessions with a server over Flight SQL.
@NullMarked
package io.thalweg.jdbc.flight;

import org.jspecify.annotations.NullMarked;
