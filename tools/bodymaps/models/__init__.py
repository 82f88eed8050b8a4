"""Models of the muscles that the source meshes lack, built between their real attachments."""
