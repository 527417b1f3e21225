/// Leaves of a plan that read: scans over splits from a shared queue, and constant rows.
///
/// Made by `runtime`, one factory per plan node. May use connectors through core's SPI only.
@NullMarked
package io.thalweg.exec.scan;

import org.jspecify.annotations.NullMarked;
