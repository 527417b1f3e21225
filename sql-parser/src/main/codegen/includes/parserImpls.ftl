<#-- Productions of Thalweg's own statements; named from the lists in config.fmpp. -->
