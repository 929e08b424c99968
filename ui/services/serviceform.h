#pragma once

#include "models/domain/service.h"
#include "ui/customers/customerform.h"

namespace tocsin {

/** Adds a service to the directory, or changes who owns it, who is on call, and how it is given to customers (P3.5). */
class ServiceForm : public DirectoryForm
{
    Q_OBJECT

public:
    /** Without an id: a new one. */
    ServiceForm(const UiContext &ui, const Service &service, QWidget *parent = nullptr);

protected:
    void submit() override;
    void readTheirs() override;

private:
    [[nodiscard]] ServiceModel model() const;
    void showModel(ServiceModel model);
    void take(const Service &now, const QHash<QString, ConflictPanel::Choice> &choices);

    Service m_service;
    QLineEdit *m_name;
    QLineEdit *m_owner;
    QComboBox *m_model;
    QPlainTextEdit *m_onCall;
    QCheckBox *m_active = nullptr;
};

} // namespace tocsin
