#pragma once

#include "ui/common/incidenttab.h"

namespace tocsin {

class HoldCard;
class RecordView;

/** What was done with one incident, entry by entry (P12.1); above it what is held back, and what was redacted. */
class RecordTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit RecordTab(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override;
    [[nodiscard]] QString title() const override;

private:
    HoldCard *m_hold;
    RecordView *m_view;
};

} // namespace tocsin
