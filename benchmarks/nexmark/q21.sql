-- The number of each bid's channel, which may have to be found in the url.
SELECT
  auction,
  bidder,
  price,
  channel,
  CASE lower(channel)
    WHEN 'apple' THEN '0'
    WHEN 'google' THEN '1'
    WHEN 'facebook' THEN '2'
    WHEN 'baidu' THEN '3'
    ELSE split_part(split_part(url, 'channel_id=', 2), '&', 1)
  END AS channel_id
FROM nexmark.bid
WHERE split_part(split_part(url, 'channel_id=', 2), '&', 1) <> ''
  OR lower(channel) IN ('apple', 'google', 'facebook', 'baidu')
