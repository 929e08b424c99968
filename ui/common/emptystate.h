#pragma once

#include <QWidget>
#include <functional>

class QHBoxLayout;
class QPushButton;

namespace tocsin {

class Label;

/** What stands where nothing is yet: what belongs here and how to begin. */
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setText(const QString &text);
    /** The first primary action is the one prominent button. */
    QPushButton *addAction(const QString &label, bool primary, QObject *context, std::function<void()> run);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    QWidget *m_picture;
    Label *m_title;
    Label *m_text;
    QHBoxLayout *m_actions;
};

} // namespace tocsin
