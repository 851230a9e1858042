"""Les pages des personnes sans compte : signer par un lien personnel, ou par le QR code d’une salle."""
