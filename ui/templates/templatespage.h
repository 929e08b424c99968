#pragma once

#include "models/domain/audience.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace tocsin {

class Banner;
class ProviderView;
class TemplateEditor;
class TextTable;

/** The templates of notices by audience, phase and language, and the provider they speak for (P9.6). */
class TemplatesPage : public QWidget
{
    Q_OBJECT

public:
    explicit TemplatesPage(const UiContext &ui, QWidget *parent = nullptr);
    void activate();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void read();
    void showCurrent();

    UiContext m_ui;
    QList<NoticeTemplate> m_templates;
    Banner *m_banner;
    QTabBar *m_parts;
    QStackedWidget *m_stack;
    TextTable *m_table;
    TemplateEditor *m_editor;
    ProviderView *m_provider;
};

} // namespace tocsin
