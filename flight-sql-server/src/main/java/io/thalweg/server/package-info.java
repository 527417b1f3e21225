/// Puts the product together: an engine with all connectors, behind Flight SQL or embedded.
@NullMarked
package io.thalweg.server;

import org.jspecify.annotations.NullMarked;
