import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';

interface Props {
  n: number;
  /** Path of the list; `query` is its filter, as the API returns it with the figure. */
  to: string;
  query?: string;
  /** What the figure counts, for screen readers. */
  label?: string;
}

/** A figure that links to the rows behind it. */
export function FigureLink({ n, to, query, label }: Props) {
  const { i18n } = useTranslation();
  const text = n.toLocaleString(i18n.language);
  if (n === 0) return <span className="figures quiet">{text}</span>;
  return <Link className="figures" to={query ? `${to}?${query}` : to} aria-label={label ? `${label} ${text}` : undefined}>{text}</Link>;
}
