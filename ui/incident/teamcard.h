#pragma once

#include "models/services/teamservice.h"
#include "ui/common/card.h"
#include "ui/common/panelmaker.h"
#include "ui/common/uicontext.h"

class QPushButton;

namespace tocsin {

class Label;

/** Who has which duty, where the team meets, and where else the incident is known (P1.11). */
class TeamCard : public Card
{
    Q_OBJECT

public:
    explicit TeamCard(const UiContext &ui, QWidget *parent = nullptr);

    /** `refusal` says why nothing can be changed; empty if it can. */
    void showTeam(const WorkingView &view, const QString &refusal);
    /** Opens a link that a person asked for twice; tests put their own in its place. */
    std::function<void(const QUrl &)> openLink;

Q_SIGNALS:
    void dutyRequested();
    void placeRequested();
    void panelRequested(const tocsin::PanelMaker &maker);

private:
    QWidget *makeDuty(const CrewChange &duty);
    QWidget *makePlace(const OutsidePlace &place);
    void addLinkRow(QVBoxLayout *column, const OutsidePlace &place, QWidget *row);
    QWidget *makeTakeOff(const QString &objectName, const QString &name, const PanelMaker &maker);
    PanelMaker takeOffDuty(const CrewChange &duty) const;
    PanelMaker takeOffPlace(const OutsidePlace &place) const;

    UiContext m_ui;
    QString m_refusal;
    QPushButton *m_duty;
    QPushButton *m_place;
    QVBoxLayout *m_rows;
};

} // namespace tocsin
