import { Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { FigureLink } from '@/parts/reports/FigureLink';
import { Code, Word } from '@/ui/values/values';

type Place = Schemas['PlaceOccupancy'];
/** A place filled to this fraction counts as nearly full. */
const NEARLY = 0.9;

/** How full the zones are and, on demand, their rooms. */
export function Occupancy({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const zones = places.filter((place) => place.parent_id === null);
  const inside = (zone: Place) => places.filter((place) => place.parent_id === zone.id);
  return (
    <>
      <div className="dash-head">
        <h2>{t('reports:occupancy')}</h2>
        <span className="filters-space" />
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t('reports:zones_only') : t('reports:with_rooms')}</Button>
      </div>
      <div className="occupancy">
        {zones.map((zone) => (
          <div key={zone.id}>
            <Bar place={zone} />
            {open && <div className="occupancy-rooms">{inside(zone).map((room) => <Bar key={room.id} place={room} />)}</div>}
          </div>
        ))}
      </div>
    </>
  );
}

function Bar({ place }: { place: Place }) {
  const { t, i18n } = useTranslation();
  const part = place.capacity ? place.held / place.capacity : 0;
  const colour = part > 1 ? '#cf1322' : part >= NEARLY ? '#d46b08' : '#3b6fd4';
  return (
    <div className="occupancy-bar">
      <div className="card-row-top">
        <span><Code>{place.code}</Code> {place.name} <span className="quiet"><Word of="StorageClass" is={place.storage_class} /></span></span>
        <span>
          <FigureLink n={place.held} to="/items" query={place.query} label={place.name} />
          <span className="quiet"> / {place.capacity === null ? t('reports:unlimited') : place.capacity.toLocaleString(i18n.language)}</span>
        </span>
      </div>
      {place.capacity !== null && <Progress percent={Math.round(part * 1000) / 10} size="small" strokeColor={colour} status="normal" aria-label={place.name} />}
    </div>
  );
}
