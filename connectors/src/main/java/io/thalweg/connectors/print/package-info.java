/// `WITH (connector = 'print')`: tables whose rows are printed as they are written. Called through
/// the connector SPI; uses core and `connectors.options`.
@NullMarked
package io.thalweg.connectors.print;

import org.jspecify.annotations.NullMarked;
