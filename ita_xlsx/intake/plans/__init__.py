"""Read plans of measures as people edit them."""
