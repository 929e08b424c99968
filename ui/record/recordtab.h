#pragma once

#include "ui/common/incidenttab.h"

class QButtonGroup;
class QHBoxLayout;
class QPushButton;
class QStackedWidget;

namespace tocsin {

class HoldCard;
class RecordView;

/** What was done with one incident, entry by entry (P12.1); beside it what is held, and what was redacted (P12.2). */
class RecordTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit RecordTab(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    void showPart(const QString &part) override;
    [[nodiscard]] QString key() const override;
    [[nodiscard]] QString title() const override;

private:
    QPushButton *addPart(QHBoxLayout *layout, const QString &name, const QString &text, QWidget *part);

    QButtonGroup *m_group;
    QStackedWidget *m_parts;
    HoldCard *m_hold;
    RecordView *m_view;
};

} // namespace tocsin
