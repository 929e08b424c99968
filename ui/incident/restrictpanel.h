#pragma once

#include "ui/incident/actpanel.h"

namespace tocsin {

class RestrictionForm;

/** Restricts the incident to named people, or changes who they are (P13.4). */
class RestrictPanel : public ActPanel
{
    Q_OBJECT

public:
    RestrictPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void readPeople();

    RestrictionForm *m_form;
    bool m_read = false;
};

} // namespace tocsin
