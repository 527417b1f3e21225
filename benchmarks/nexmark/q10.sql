-- What goes to files, with the day and the minute that name the partition.
SELECT
  auction, bidder, price, date_time, extra,
  to_char(date_time, 'YYYY-MM-DD') AS dt, to_char(date_time, 'HH24:MI') AS hm
FROM nexmark.bid
