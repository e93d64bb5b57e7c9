"""Who offers what in a welcome office: partners, services, desks and their shifts."""
