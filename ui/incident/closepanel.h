#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class MissingList;

/** Closes the incident, or says what is missing with a way to each (P1.7). */
class ClosePanel : public ActPanel
{
    Q_OBJECT

public:
    ClosePanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    MissingList *m_missing;
    QPlainTextEdit *m_summary = nullptr;
};

} // namespace tocsin
