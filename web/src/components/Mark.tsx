/** The brand's mark: a voice. */
export function Mark() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="9" fill="#1d5c57" />
      <path
        d="M8 14v4M12 10.5v11M16 7.5v17M20 11.5v9M24 14v4"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
