#pragma once

#include "models/services/incidentservice.h"
#include "ui/incident/acts.h"

#include <QWidget>

namespace tocsin {

class Banner;

/** Across an incident: why nothing is declared (P6.3), or that a rescission waits for legal (P6.5); with what to do. */
class QuestionBanner : public QWidget
{
    Q_OBJECT

public:
    explicit QuestionBanner(QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details, const ActContext &context, qint64 nowMs);
    /** At each tick: a question begins to be asked by the time alone. */
    void follow(qint64 nowMs);

Q_SIGNALS:
    void actRequested(tocsin::Act act);

private:
    void offer(Act act, const QString &label);
    void showPending(qint64 nowMs);
    void showAsked(qint64 nowMs);

    Banner *m_banner;
    IncidentDetails m_details;
    ActContext m_context;
    bool m_asked = false;
};

} // namespace tocsin
