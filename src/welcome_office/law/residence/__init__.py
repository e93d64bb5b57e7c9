"""Residence pathways: which ways into Germany, work and family are open to somebody on a day."""
