"""What the simulator costs, measured side by side."""
