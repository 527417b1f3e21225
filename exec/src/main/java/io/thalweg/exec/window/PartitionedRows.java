package io.thalweg.exec.window;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.sort.RowOrder;
import java.util.Arrays;

/// Sorted rows of some whole partitions, and where their partitions and groups of peers begin.
/// Immutable.
final class PartitionedRows {
  private final Batch rows;
  private final int[] partitionStarts;
  private final int[] peerGroups;
  private final int[] groupStarts;

  private PartitionedRows(Batch rows, int[] partitionStarts, int[] peerGroups, int[] groupStarts) {
    this.rows = rows;
    this.partitionStarts = partitionStarts;
    this.peerGroups = peerGroups;
    this.groupStarts = groupStarts;
  }

  /// @param rows without a selection, sorted by both orders
  /// @param partitions equal rows are of one partition
  /// @param peers equal rows of one partition are peers
  static PartitionedRows of(Batch rows, RowOrder partitions, RowOrder peers) {
    int count = rows.length();
    FlatColumn[] partitionKeys = partitions.keyColumns(rows);
    FlatColumn[] orderKeys = peers.keyColumns(rows);
    int[] partitionStarts = new int[count + 1];
    int[] peerGroups = new int[count];
    int[] groupStarts = new int[count + 1];
    int partitionCount = 0;
    int groupCount = 0;
    for (int i = 0; i < count; i++) {
      boolean opens = i == 0 || partitions.compare(partitionKeys, i - 1, partitionKeys, i) != 0;
      if (opens) {
        partitionStarts[partitionCount++] = i;
      }
      if (opens || peers.compare(orderKeys, i - 1, orderKeys, i) != 0) {
        groupStarts[groupCount++] = i;
      }
      peerGroups[i] = groupCount - 1;
    }
    partitionStarts[partitionCount] = count;
    groupStarts[groupCount] = count;
    return new PartitionedRows(
        rows,
        Arrays.copyOf(partitionStarts, partitionCount + 1),
        peerGroups,
        Arrays.copyOf(groupStarts, groupCount + 1));
  }

  Batch rows() {
    return rows;
  }

  int count() {
    return peerGroups.length;
  }

  int partitions() {
    return partitionStarts.length - 1;
  }

  int partitionStart(int partition) {
    return partitionStarts[partition];
  }

  /// The row behind the partition's last.
  int partitionEnd(int partition) {
    return partitionStarts[partition + 1];
  }

  /// The number of a row's group of peers; groups of all partitions count on.
  int peerGroup(int row) {
    return peerGroups[row];
  }

  int groupStart(int group) {
    return groupStarts[group];
  }

  /// The first of a row's peers.
  int peerStart(int row) {
    return groupStarts[peerGroups[row]];
  }

  /// The row behind the last of a row's peers.
  int peerEnd(int row) {
    return groupStarts[peerGroups[row] + 1];
  }

  long sizeInBytes() {
    return rows.sizeInBytes()
        + 4L * (partitionStarts.length + peerGroups.length + groupStarts.length);
  }
}
