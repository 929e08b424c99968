#pragma once

#include "models/domain/audience.h"
#include "ui/common/uicontext.h"

#include <QMap>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tocsin {

class Banner;
class FormDraft;

/** How the provider writes itself into notices and forms. */
class ProviderView : public QWidget
{
    Q_OBJECT

public:
    explicit ProviderView(const UiContext &ui, QWidget *parent = nullptr);
    ~ProviderView() override;
    void read();

private:
    void build();
    void save();
    void refresh();

    UiContext m_ui;
    Provider m_provider;
    bool m_loaded = false;
    FormDraft *m_draft;
    Banner *m_banner;
    QMap<QString, QLineEdit *> m_fields;
    QPushButton *m_save;
};

} // namespace tocsin
