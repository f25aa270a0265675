"""Operations: refreshing the data by itself, looking after releases, and engines beyond one machine."""
